/** An origin from what a webmaster types: the address bar's text, with or without its scheme. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOf } from '../../packages/client/setup-store.ts';

for (const [typed, origin] of [
  [' www.renhe.example/yiyuan/index.html ', 'https://www.renhe.example'],
  ['http://www.renhe.example', 'http://www.renhe.example'],
  ['localhost:5555', 'http://localhost:5555'],
  ['localhost', 'http://localhost'],
  ['127.0.0.1:8080/page', 'http://127.0.0.1:8080'],
  ['[::1]:8080', 'http://[::1]:8080'],
  ['https://localhost:5555', 'https://localhost:5555'],
  ['localhost.example', 'https://localhost.example'],
  ['127.0.0.1.example', 'https://127.0.0.1.example'],
  ['www.renhe.example:80', 'https://www.renhe.example:80'],
  ['LOCALHOST:81', 'http://localhost:81'],
  ['*.renhe.example', null],
  ['ftp://renhe.example', null],
  ['', null],
] as const)
  test(`“${typed}” is ${origin}`, () => assert.equal(originOf(typed), origin));
