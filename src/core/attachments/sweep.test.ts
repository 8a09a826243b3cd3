import { randomBytes } from 'node:crypto'
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../../../test/support/lodge.ts'
import { storedFiles } from '../../../test/support/uploads.ts'
import { sweepAttachments } from './sweep.ts'

const lodge = useLodge()
let desk: TestDesk
beforeEach(async () => {
  desk = await lodge.desk()
})

const upload = async () => {
  const made = await lodge.app.inject({
    method: 'POST',
    url: '/v1/attachments?name=a.txt',
    headers: { authorization: `Bearer ${desk.token}` },
    payload: Buffer.from('hello'),
  })
  const { id } = made.json<{ id: string }>()
  const { rows } = await lodge.store.pool.query<{ storage_key: string }>(
    'select storage_key from attachment where id = $1',
    [id],
  )
  return { id, key: rows[0]?.storage_key ?? '' }
}

const age = (id: string, hours: number) =>
  lodge.store.pool.query('update attachment set created_at = now() - make_interval(hours => $2) where id = $1', [
    id,
    hours,
  ])

const path = (key: string) => join(lodge.dataDir, 'attachments', key.slice(0, 2), key)
const ageFile = (key: string, hours: number) => {
  const then = new Date(Date.now() - hours * 3_600_000)
  utimesSync(path(key), then, then)
}
const keys = () => storedFiles(lodge).map((name) => name.slice(3))
const ticketWith = (ids: string[]) =>
  lodge.call(desk.token, 'POST', '/v1/tickets', {
    requester: { email: 'ann@example.com' },
    subject: 'x',
    attachments: ids,
  })

test('an upload that no message took in a day goes, row and file; a linked or younger one stays', async () => {
  const [old, linked, young] = [await upload(), await upload(), await upload()]
  expect((await ticketWith([linked.id])).status).toBe(201)
  await age(old.id, 25)
  await age(linked.id, 25)
  await age(young.id, 23)
  for (const { key } of [old, linked]) ageFile(key, 25)
  expect(await sweepAttachments(lodge.lodge)).toEqual({ uploads: 1, files: 0 })
  expect(keys()).toEqual(expect.arrayContaining([linked.key, young.key]))
  expect(keys()).not.toContain(old.key)
  const { rows } = await lodge.store.pool.query('select id from attachment where desk_id = $1 order by id', [desk.id])
  expect(rows).toEqual([{ id: linked.id }, { id: young.id }])
})

test('an upload about to be swept is not linked any more', async () => {
  const { id } = await upload()
  await lodge.store.pool.query("update attachment set created_at = now() - interval '23:55' where id = $1", [id])
  const refused = await ticketWith([id])
  expect([refused.status, refused.json.code]).toEqual([400, 'attachment_not_found'])
})

test('files without a row go after a day, unfinished ones too; younger ones may yet get theirs', async () => {
  const kept = await upload()
  const folder = path(kept.key).slice(0, -kept.key.length)
  const stray = () => kept.key.slice(0, 2) + randomBytes(15).toString('hex')
  const files = [stray(), `${stray()}.part`, stray(), 'README']
  // Another test's file may be in the same folder: one in 256 is.
  const before = readdirSync(folder)
  for (const name of files) writeFileSync(join(folder, name), 'x')
  for (const name of [kept.key, ...files.slice(0, 2), files[3] ?? '']) {
    const then = new Date(Date.now() - 25 * 3_600_000)
    utimesSync(join(folder, name), then, then)
  }
  expect(await sweepAttachments(lodge.lodge)).toEqual({ uploads: 0, files: 2 })
  expect(readdirSync(folder).sort()).toEqual([...before, files[2], 'README'].sort())
})

test('nothing goes where most files are unknown: that is the wrong database', async () => {
  const { key } = await upload()
  const folder = path(key).slice(0, -key.length)
  const names = Array.from({ length: 150 }, (_, n) => `${key.slice(0, 29)}${String(n).padStart(3, '0')}`)
  for (const name of names) {
    writeFileSync(join(folder, name), 'x')
    ageFile(name, 25)
  }
  expect((await sweepAttachments(lodge.lodge)).files).toBe(0)
  expect(keys()).toEqual(expect.arrayContaining(names))
})
