import { createServer } from 'node:http';
import { enableCompileCache, flushCompileCache } from 'node:module';

// Half of a start is reading source text. What follows is imported only now, so that the next start finds it compiled.
enableCompileCache();
const { ConfigError, loadConfig } = await import('./config.ts');
const { compose } = await import('./compose.ts');
const { createLogger } = await import('./core/logger.ts');
const { StorageUnavailableError } = await import('./storage/index.ts');

/** Config -> compose -> listen. Whatever stops the start does so with one line that says what to do. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  const instance = await compose(config, logger);
  const server = createServer();
  instance.attach(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, resolve));
  await instance.start();
  flushCompileCache();

  console.log(`Staffroom is at ${config.baseUrl}`);
  if (await instance.accounts.setUpNeeded()) {
    console.log(`Open ${config.baseUrl}/welcome to create the first account, with this one-time token:`);
    console.log(`  ${instance.accounts.setUpToken}`);
  }

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void instance.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError || error instanceof StorageUnavailableError) console.error(error.message);
  else if (isAddressInUse(error))
    console.error('PORT: the port is in use. Choose another one, or stop what listens on it.');
  else console.error(error);
  process.exit(1);
});

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
