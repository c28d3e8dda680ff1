/**
 * Child process of the two-process test: argv is the data folder, a name and a count. Increments a shared counter, inserts
 * own documents, and competes for handles with whoever else writes; prints the handles it won.
 */
import { openEmbedded } from '../../../server/storage/embedded/database.ts';
import { writeShared } from './write-shared.ts';

const [, , dataDir = '', name = '', count = '0'] = process.argv;
const database = await openEmbedded({ dataDir });
const won = await writeShared(database, name, Number(count));
for (const handle of won) process.stdout.write(`${handle}\n`);
await database.close();
