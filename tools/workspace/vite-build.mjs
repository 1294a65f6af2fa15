/**
 * Vite's `build`, with the environment left as it was found: Vite sets NODE_ENV, and whatever this process starts next,
 * a test or the server, must not run otherwise because something was built before.
 * @param {import('vite').InlineConfig} config
 */
export async function viteBuild(config) {
  const { NODE_ENV } = process.env;
  try {
    const { build } = await import('vite');
    return await build({ configFile: false, logLevel: 'error', ...config });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}
