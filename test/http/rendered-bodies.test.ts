import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

const create = async (bodyFormat: string, body: string) => {
  const desk = await lodge.desk()
  const made = await lodge.call(desk.token, 'POST', '/v1/tickets', {
    requester: { email: 'ann@example.com' },
    subject: 'x',
    body,
    body_format: bodyFormat,
  })
  expect(made.status).toBe(201)
  const { rows } = await lodge.store.pool.query('select text, html, markdown from message where desk_id = $1', [
    desk.id,
  ])
  const { text, html, markdown } = made.json.messages[0]
  expect(rows).toEqual([{ text, html, markdown }])
  return made.json.messages[0]
}

test('201 stores html that can hurt nobody, and what it says', async () => {
  const message = await create(
    'html',
    '<p onclick="x">Hi <a href="javascript:x">there</a></p><script>alert(1)</script>',
  )
  expect(message).toMatchObject({ html: '<p>Hi <a>there</a></p>', text: 'Hi there', markdown: null })
})

test('201 renders 50,000 characters of markdown and of html as it does a few', async () => {
  const markdown = '- **an** item\n'.repeat(3_571)
  expect(await create('markdown', markdown)).toMatchObject({
    markdown,
    html: expect.stringMatching(/^<ul>\n<li><strong>an<\/strong> item<\/li>/),
    text: expect.stringMatching(/^- an item\n- an item\n/),
  })
  const html = '<p>a<script>alert(1)</script></p>'.repeat(1_500)
  expect(await create('html', html)).toMatchObject({ html: '<p>a</p>'.repeat(1_500) })
})

test('201 keeps entities of NUL and lone surrogates out of the database', async () => {
  expect(await create('html', 'a&#0;b&#xd800;c')).toMatchObject({ text: 'a\ufffdb\ufffdc' })
  expect(await create('markdown', 'a&#0;b&#xd800;c')).toMatchObject({ text: 'a\ufffdb\ufffdc' })
})
