import type { Tree } from '@nx/devkit';

interface RegisterOptions {
  readonly name: string;
  readonly kind?: string;
  readonly vi?: string;
  readonly en?: string;
}

declare function register(tree: Tree, options: RegisterOptions): Promise<() => void>;
export = register;
