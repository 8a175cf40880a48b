'use strict';
/* global require, process, __dirname */
/* eslint-disable @typescript-eslint/no-require-imports -- --require loads CommonJS */
/**
 * Preloaded by NODE_OPTIONS=--require into every Node process that tests
 * start: whatever reaches for another machine is refused, and noted in a file
 * so that the run fails even where somebody catches the error.
 */
const dgram = require('node:dgram');
const dns = require('node:dns');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

const LOG =
  process.env.LOOPBACK_GUARD_LOG ||
  path.resolve(__dirname, '../../.build/loopback-violations.log');

function isLoopback(host) {
  const name = String(host).toLowerCase();
  if (name === 'localhost' || name === '::1') return true;
  return /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(name);
}

function refuse(what) {
  const error = new Error(
    `loopback guard: ${what} is not this machine; tests talk to nobody else`
  );
  error.code = 'ELOOPBACKGUARD';
  const line = `${process.pid} ${process.argv.slice(1, 3).join(' ')}: ${what}`;
  fs.mkdirSync(path.dirname(LOG), { recursive: true });
  fs.appendFileSync(LOG, `${line}\n`);
  process.stderr.write(`${error.stack}\n`);
  return error;
}

function check(host, what) {
  if (host && !isLoopback(host)) throw refuse(`${what} ${host}`);
}

/** net.connect hands over a normalised array, others call it plainly. */
function targetOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) return first.host;
  return typeof second === 'string' ? second : undefined;
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function guardedConnect(...args) {
  check(targetOf(args), 'connect to');
  return connect.apply(this, args);
};

for (const owner of [dns, dns.promises]) {
  for (const name of Object.keys(owner)) {
    if (!/^(lookup|resolve|reverse)/.test(name)) continue;
    if (typeof owner[name] !== 'function') continue;
    const original = owner[name];
    owner[name] = function guardedLookup(host, ...rest) {
      check(host, `dns.${name} of`);
      return original.call(this, host, ...rest);
    };
  }
}

const { send, connect: associate } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function guardedSend(...args) {
  for (const value of args.slice(1)) {
    if (typeof value === 'string') check(value, 'udp to');
  }
  return send.apply(this, args);
};
dgram.Socket.prototype.connect = function guardedAssociate(port, host, done) {
  if (typeof host === 'string') check(host, 'udp to');
  return associate.call(this, port, host, done);
};
