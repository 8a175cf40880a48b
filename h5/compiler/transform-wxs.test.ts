import vm from 'node:vm';
import { expect, test } from 'vitest';
import { transformWxs } from './transform-wxs';

const FUNCTIONS = `
  function __wxsConstructor(x) { return Array.isArray(x) ? 'Array' : 'Other'; }
  function getRegExp(pattern, flags) { return new RegExp(pattern, flags); }
  var module = { exports: {} };`;

function run(source: string): unknown {
  const { code } = transformWxs(source);
  return vm.runInNewContext(`${FUNCTIONS}${code};module.exports`);
}

test('a constructor is a name', () => {
  const source = `
    function list() { return [1]; }
    var o = { list: [1], f: list };
    module.exports = [
      o.list.constructor === 'Array',
      list().constructor,
      (o.f)().constructor,
      o.constructor
    ];`;
  expect(run(source)).toEqual([true, 'Array', 'Array', 'Other']);
});

test('a text that only looks like code stays', () => {
  const source = `
    // a.constructor and getRegExp('\\d')
    module.exports = "x.constructor getRegExp('\\\\d')";`;
  expect(run(source)).toBe("x.constructor getRegExp('\\d')");
});

test('a pattern keeps its backslashes, whichever quotes it has', () => {
  const source = `
    module.exports = [
      'a12'.replace(getRegExp('\\d+', 'g'), '#'),
      'a12'.replace(getRegExp("\\d"), '#')
    ];`;
  expect(run(source)).toEqual(['a#', 'a#2']);
});

test('a property called constructor may be written', () => {
  expect(run('var a = {}; a.constructor = 1; module.exports = 2')).toBe(2);
});

test('requires are found and lose their suffix', () => {
  const { requires, code } = transformWxs(
    "var u = require('../a/utils.wxs'), v = require('./v');"
  );
  expect(requires).toEqual(['../a/utils', './v']);
  expect(code).toContain('require("../a/utils")');
});

test('what does not parse is an error', () => {
  expect(() => transformWxs('var = 1')).toThrow(/Unexpected token/);
});
