// express-pouchdb on leveldb, in a process of its own: node peer.cjs FOLDER. Prints its port.
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');
const express = require('express');
const expressPouchDb = require('express-pouchdb');
const PouchDB = require('pouchdb');

const folder = process.argv[2];
mkdirSync(join(folder, 'server'), { recursive: true });
const app = express();
app.use('/', expressPouchDb(PouchDB.defaults({ prefix: `${join(folder, 'server')}/` }), { mode: 'minimumForPouchDB', logPath: join(folder, 'log.txt'), configPath: join(folder, 'config.json') }));
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
