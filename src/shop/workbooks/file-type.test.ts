import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileNameOf, sizeWords, typeOf } from './file-type.ts';

const text = (words: string) => new Uint8Array(Buffer.from(words, 'latin1'));

test('a file is what its bytes say', () => {
  assert.equal(typeOf(text('%PDF-1.7\nwords\n%%EOF\n')), 'application/pdf');
  assert.equal(
    typeOf(text(`PK\x03\x04${'x'.repeat(26)}mimetypeapplication/epub+zip`)),
    'application/epub+zip',
  );
  assert.equal(typeOf(text('\x89PNG\r\n\x1a\nrest')), 'image/png');
  assert.equal(typeOf(text('\xff\xd8\xff\xe0rest')), 'image/jpeg');
  assert.equal(typeOf(text('ID3\x04rest')), 'audio/mpeg');
  assert.equal(typeOf(text('\xff\xfb\x90rest')), 'audio/mpeg');
});

test('what a browser would run, and what is cut off, is none of them', () => {
  for (const words of [
    '',
    '<!doctype html><script>alert(1)</script>',
    '<svg xmlns="http://www.w3.org/2000/svg">',
    'MZ program',
    '%PDF-1.7\ncut off in the mi',
    ' %PDF-1.7\n%%EOF',
    `PK\x03\x04${'x'.repeat(26)}mimetypeapplication/zip`,
    '\xff\xf1 not a layer of ours',
  ])
    assert.equal(typeOf(text(words)), undefined, words);
});

test('the name of a file has plain letters alone, whatever the workbook is called', () => {
  assert.equal(fileNameOf('Sleeping again', 'application/pdf'), 'sleeping-again.pdf');
  assert.equal(fileNameOf('"; filename=x.exe', 'application/pdf'), 'filename-x-exe.pdf');
  assert.equal(fileNameOf('睡眠', 'audio/mpeg'), 'workbook.mp3');
  fc.assert(
    fc.property(fc.string(), (name) => {
      assert.match(fileNameOf(name, 'image/png'), /^[a-z0-9][a-z0-9-]{0,59}\.png$/);
    }),
  );
});

test('a size is said in the words of people', () => {
  assert.equal(sizeWords(12), '1 KB');
  assert.equal(sizeWords(340_400), '340 KB');
  assert.equal(sizeWords(1_250_000), '1.3 MB');
  assert.equal(sizeWords(20_000_000), '20 MB');
});
