import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { text, username } from '@ledger/fields';
import { decodeShape } from '@ledger/kit';
import type { FastifyReply } from 'fastify';
import { SESSION_COOKIE } from '../authority';
import { identityOf, mustBePermitted, operatorActor, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';
import { tokenOf } from '../identify';
import { Open } from '../sign-in-guard';
import { password } from './password-rules';
import type { Profile, SignedInProfile, SignIn } from './sign-in';

/** Under which Nest provides what signing in needs. */
export const SIGN_IN = Symbol('SignIn');

export interface SignInSettings {
  readonly signIn: SignIn;
  /** Marks cookies `Secure` whatever the request came over: a proxy in front ends TLS. */
  readonly secureCookies: boolean;
}

const signInBody = { username: text({ label: { vi: 'Tên đăng nhập', en: 'User name' }, max: 100 }), password: password() };
const ownPasswordBody = { current: password({ vi: 'Mật khẩu hiện tại', en: 'Current password' }), password: password({ vi: 'Mật khẩu mới', en: 'New password' }) };
const passwordBody = { password: password() };

@Controller('api')
export class SignInController {
  constructor(
    @Inject(SIGN_IN) private readonly settings: SignInSettings,
    @Inject(SHELL) private readonly shell: Shell,
  ) {}

  /** `{ username, password }` → a session cookie, and the same token for programs. */
  @Open()
  @Post('sign-in')
  @HttpCode(200)
  async signIn(@Body() body: unknown, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedInProfile> {
    const { username: user, password: typed } = decodeShape(signInBody, body);
    const profile = await retryLater(reply, () => this.settings.signIn.signIn(user, typed, request.ip));
    const seconds = Math.max(0, Math.floor((Date.parse(profile.expiresAt) - Date.now()) / 1_000));
    void reply.header('set-cookie', this.cookie(request, profile.token, seconds)).header('cache-control', 'no-store');
    return profile;
  }

  @Post('sign-out')
  @HttpCode(204)
  signOut(@Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): void {
    this.settings.signIn.signOut(tokenOf(request) as string);
    void reply.header('set-cookie', this.cookie(request, '', 0));
  }

  /** Who is asking, and what under. */
  @Get('me')
  me(@Req() request: IdentifiedRequest): Profile {
    const { user, operator } = identityOf(request);
    const { role, unit } = operatorActor;
    if (operator) return { user, displayName: user, roles: [{ role, unit, from: '1900-01-01' }] };
    return this.settings.signIn.profile(user, tokenOf(request));
  }

  /** Changes one's own password: `{ current, password }`. */
  @Post('password')
  @HttpCode(204)
  async ownPassword(@Body() body: unknown, @Req() request: IdentifiedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { current, password: next } = decodeShape(ownPasswordBody, body);
    const { user } = identityOf(request);
    await retryLater(reply, () => this.settings.signIn.changePassword(user, tokenOf(request) as string, current, next, request.ip));
  }

  /** Sets the password of any account: operators only. */
  @Post('users/:username/password')
  @HttpCode(204)
  async userPassword(@Param('username') name: string, @Body() body: unknown, @Req() request: IdentifiedRequest): Promise<void> {
    const identity = identityOf(request);
    await mustBePermitted(this.shell.authoriser, this.shell.clock, identity, ['operator']);
    const { password: next } = decodeShape(passwordBody, body);
    await this.settings.signIn.setPassword(username().decode(name, 'username'), next, identity.user);
  }

  private cookie({ protocol }: IdentifiedRequest, token: string, seconds: number): string {
    const secure = this.settings.secureCookies || protocol === 'https';
    return `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
  }
}

/** Tells a caller who has failed too often when to come back. */
async function retryLater<T>(reply: FastifyReply, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.status === 429) void reply.header('retry-after', String(error.details['seconds']));
    throw error;
  }
}
