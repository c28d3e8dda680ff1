/** `npm run test:mongo`: the whole suite with every test database on MongoDB. Fails when there is none. */
import { spawnSync } from 'node:child_process';
import { findMongo } from './mongod.ts';

const mongo = await findMongo();
if (mongo === undefined) {
  process.stderr.write(
    'No MongoDB: set DATABASE_URL, install mongod, or allow its download with STAFFROOM_DOWNLOAD_MONGOD=1.\n',
  );
  process.exit(1);
}
const { status } = spawnSync('vitest', ['run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: mongo.url, TEST_DATABASE: 'mongo' },
});
await mongo.stop();
process.exit(status ?? 1);
