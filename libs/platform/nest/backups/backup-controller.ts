import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { personId, sha256, text, yesNo } from '@ledger/fields';
import { decodeShape, type JsonObject } from '@ledger/kit';
import { mustBeOperator, type IdentifiedRequest } from '../identity';
import { backupJson } from '../personal/forgotten';
import { Problem } from '../problems/problem';
import { single, type Query } from '../queries/position-parameters';
import { SHELL, type Shell } from '../shell';

const begun = { folder: text({ label: { vi: 'Thư mục', en: 'Folder' }, max: 4_000 }), personal: yesNo({ vi: 'Gồm khóa dữ liệu cá nhân', en: 'With persons’ keys' }) };
const finished = { manifest: sha256() };

/** The backups that are made: known before anything is copied, so that forgetting a person can name those that hold the key. */
@Controller('api/operations/backups')
export class BackupController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  /** `?person=`: only those that hold, or may hold, this person's key. */
  @Get()
  async list(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    const person = single(request.query as Query, 'person');
    const { backups } = this.shell.office;
    const found = person === undefined ? backups.list() : backups.holding(personId().decode(person, 'person'));
    return { backups: found.map((backup) => ({ ...backupJson(backup), personal: backup.personal, ...(backup.manifest ? { manifest: backup.manifest } : {}) })) };
  }

  @Post()
  @HttpCode(201)
  async begin(@Body() body: unknown, @Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    const backup = { ...decodeShape(begun, body), id: randomUUID(), begun: Date.now() };
    this.shell.office.backups.begin(backup);
    return { id: backup.id };
  }

  @Post(':id/finished')
  @HttpCode(200)
  async finish(@Param('id') id: string, @Body() body: unknown, @Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    const { manifest } = decodeShape(finished, body);
    if (!this.shell.office.backups.finish(id, Date.now(), manifest)) throw new Problem(404, 'operations.unknown', { name: id });
    return { id, finished: true };
  }
}
