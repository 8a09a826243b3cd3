import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bold, fromMrkdwn, mrkdwn, plain } from './mrkdwn.ts'

test.each([
  ['a & b', 'a &amp; b'],
  ['<!channel> <@U1>', '&lt;!channel&gt; &lt;@U1&gt;'],
  ['&lt;', '&amp;lt;'],
])('%s is shown as it is', (text, written) => {
  expect(mrkdwn(text, 3_000)).toBe(written)
})

const readBack = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

test('whatever the text, it fits, and is what was given or begins it', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('&', '<', '>', 'a', '🎫') }))
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 30 }), (text, max) => {
      for (const write of [mrkdwn, plain]) {
        const written = write(text, max)
        const read = write === mrkdwn ? readBack(written) : written
        const given = text.toWellFormed()
        expect(written.length).toBeLessThanOrEqual(max)
        expect(written.isWellFormed()).toBe(true)
        if (write(text, 1_000) !== written) expect(given.startsWith(read.slice(0, -1)) && read.endsWith('…')).toBe(true)
        else expect(read).toBe(given)
      }
    }),
  )
})

test('no mention, link or other command can be written by a customer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(mrkdwn(text, 3_000)).not.toMatch(/[<>]/)
    }),
  )
})

test('bold stays bold, and in its bounds', () => {
  expect(bold('a*b', 20)).toBe('*a∗b*')
  expect(bold('x'.repeat(50), 20)).toHaveLength(20)
})

test.each([
  ['see <https://a.example/x?a=1&amp;b=2|the page>', 'see the page (https://a.example/x?a=1&b=2)'],
  ['<https://a.example>', 'https://a.example'],
  ['<mailto:ann@example.com|ann@example.com>', 'ann@example.com'],
  ['<@U012|kim> and <@U034>, <#C012|support>', '@kim and @U034, #support'],
  ['<!here> <!subteam^S1|@team>', '@here @team'],
  ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
  ['&amp;lt;', '&lt;'],
])('%s is noted as %s', (written, text) => {
  expect(fromMrkdwn(written)).toBe(text)
})
