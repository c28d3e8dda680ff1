/** The bare minimum that answers a request with the same stack: Express, socket.io and one SQLite database. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { Server } from 'socket.io';

const database = new DatabaseSync(join(process.env.DATA_DIR ?? '.', 'floor.sqlite'));
database.exec('PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS things (id TEXT PRIMARY KEY, json TEXT)');
const app = express();
app.get('/healthz', (_req, res) => void res.json({ ok: true }));
const server = createServer(app);
new Server(server);
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
