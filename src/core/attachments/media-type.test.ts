import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { mayShowInline, sniffMediaType } from './media-type.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

test.each([
  ['png', bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', Array(20).fill(0)), 'image/png'],
  ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', Array(20).fill(0)), 'image/jpeg'],
  ['gif', bytes('GIF89a', [1, 0, 1, 0, 0x80, 0, 0]), 'image/gif'],
  ['webp', bytes('RIFF', [0x24, 0, 0, 0], 'WEBPVP8 ', Array(20).fill(0)), 'image/webp'],
  ['pdf', bytes('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'), 'application/pdf'],
  ['pdf of pure text', bytes('%PDF-1.4\n1 0 obj\n'), 'application/pdf'],
  ['calendar', bytes('BEGIN:VCALENDAR\nVERSION:2.0\n'), 'text/calendar'],
  ['plain text', Buffer.from('Grüße\n\tand a <b>tag</b> in the middle'), 'text/plain'],
  ['json', Buffer.from('{"a":"<script>"}'), 'text/plain'],
  ['text that begins like a bitmap', Buffer.from('BMW is a car'), 'text/plain'],
  ['text that begins like a gif', Buffer.from('GIFs are fun'), 'text/plain'],
  ['UTF-16 text', utf16('hello'), 'text/plain'],
  ['UTF-8 cut within a character', Buffer.from('naïve é').subarray(0, 9), 'text/plain'],
  ['Latin-1 text', bytes('caf\xe9 au lait'), 'application/octet-stream'],
  ['noise', bytes([0, 1, 2, 3, 250, 251]), 'application/octet-stream'],
  ['nothing', Buffer.alloc(0), 'application/octet-stream'],
])('%s', async (_name, head, type) => {
  expect(await sniffMediaType(head)).toBe(type)
})

test.each([
  '<!DOCTYPE html><html>',
  '  \n<html>',
  '\ufeff<HTML lang=en>',
  '<script>alert(1)</script>',
  '<!-- a comment --><script>',
  '<!-- never closed <script>',
  '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
  '<iframe src=x>',
  '<img/src=x onerror=alert(1)>',
  '<a href=javascript:alert(1)>',
  '<!DOCTYPE anything>',
])('%s is html and never shown in place', async (source) => {
  for (const head of [Buffer.from(source), utf16(source.replace('\ufeff', ''))]) {
    expect(await sniffMediaType(head)).toBe('text/html')
  }
})

test.each([
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '<?xml version="1.0"?>\n<!-- drawn --><svg onload="alert(1)">',
  '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"> <svg>',
  '<svg:svg xmlns:svg="http://www.w3.org/2000/svg">',
  '<SVG/onload=alert(1)>',
])('%s is svg', async (source) => {
  expect(await sniffMediaType(Buffer.from(source))).toBe('image/svg+xml')
})

test('any other xml is xml', async () => {
  expect(await sniffMediaType(Buffer.from('<?xml version="1.0"?><order/>'))).toBe('application/xml')
})

test('a zip that is cut off in its first entry is still a zip', async () => {
  const packed = deflateRawSync(Buffer.alloc(1000))
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(900_000, 18)
  header.writeUInt16LE(5, 26)
  const head = Buffer.concat([header, Buffer.from('a.bin'), packed])
  expect(await sniffMediaType(head)).toBe('application/zip')
})

test('only pictures without script in them and plain text are shown in place', () => {
  const types = 'image/png image/jpeg image/gif image/webp text/plain'.split(' ')
  expect(types.every(mayShowInline)).toBe(true)
  const others = 'image/svg+xml text/html application/pdf application/xml text/xml text/css text/calendar'.split(' ')
  expect(others.some(mayShowInline)).toBe(false)
})

test('64 KiB of anything is told in no time, whatever it pretends to be', async () => {
  const fill = 64 * 1024
  for (const start of [
    '<!--',
    '<?',
    '<!-- -',
    ' ',
    '<!doctype svg ',
    '\x89PNG\r\n\x1a\n',
    'PK\x03\x04',
    'RIFF',
    'ID3',
  ]) {
    for (const filler of ['-', ' ', '<', '<!--', '\0']) {
      expect(await sniffMediaType(bytes(start, filler.repeat(fill / filler.length)))).toMatch(/\//)
    }
  }
})
