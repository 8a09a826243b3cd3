import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { APIResponse } from 'playwright-core'

const lodgeCommand = resolve(import.meta.dirname, '../../../src/cli/main.ts')

/** One call of the API, as the owner. */
export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  data?: object,
) => ReturnType<APIResponse['json']>
type Given = { ask: Ask; url: string; dataDir: string; ids: Record<string, string> }

/** One demo ticket with all that a ticket can have, a mail as it came, and what somebody did on the pages. */
export const enliven = async ({ ask, url, dataDir, ids }: Given) => {
  const { data: latest } = await ask('GET', '/v1/tickets?limit=100&sort=-updated&status=open&tag=vat')
  const busiest = latest.toSorted((a: Counted, b: Counted) => b.message_count - a.message_count)[0]
  const ticket = `/v1/tickets/${busiest.id}`
  const { data: others } = await ask('GET', '/v1/tickets?limit=5&tag=invoices&status=resolved')
  await ask('PATCH', ticket, { fields: { app_version: '2.14.2', seats: '40', renewal: '2027-03-01' } })
  await ask('POST', `${ticket}/participants`, { email: 'books@harbourpine.example', name: 'Books', role: 'cc' })
  await ask('POST', `${ticket}/links`, { ticket: String(others[0].number), kind: 'related' })
  await ask('POST', `/v1/interventions/${ids.intervention}/run`, {
    ticket: String(busiest.number),
    data: { invoice: 'INV-2041', amount: 64, why: 'Goodwill' },
  })
  const { data: members } = await ask('GET', '/v1/members?limit=100')
  const maya = members.find((one: { name: string }) => one.name.startsWith('Maya'))
  const { secret } = await ask('POST', '/v1/credentials', { kind: 'token', name: 'Maya’s phone', member: maya.id })
  const asMaya = async (path: string, data: object) => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(data) })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  }
  const body = '@ada the second one is corrected too. Will you tell them?'
  await asMaya(`${ticket}/messages`, { body, public: false })
  await ask('PATCH', ticket, { status: 'open' })
  const { external_id } = await ask('GET', `/v1/contacts/${busiest.requester.id}`)
  const events = ['Opened an invoice', 'Issued a correction', 'Read “VAT by country”'].map((event_type, n) => ({
    event_type,
    page_url: `https://app.tideline.example/${['invoices/2041', 'invoices/2041/correct', 'help/vat'][n]}`,
  }))
  await asMaya('/api/sdk/events', { user_id: external_id, events })
  execFileSync(process.execPath, [lodgeCommand, 'mail', 'import', '-', '--to', 'press@tideline.example'], {
    env: { ...process.env, LODGE_DATA: dataDir },
    input: MAIL,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  return {
    ticket: String(busiest.number),
    contact: busiest.requester.id as string,
    mail: await newestOf(ask, 'Photographs'),
  }
}

/** The number of the newest ticket, once its subject has the word: mail becomes one a moment after it was taken in. */
const newestOf = async (ask: Ask, word: string): Promise<string> => {
  for (let n = 0; n < 120; n++) {
    const { data } = await ask('GET', '/v1/tickets?limit=1&sort=-created')
    if (data[0]?.subject.includes(word)) return String(data[0].number)
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error(`no ticket about ${word}`)
}

type Counted = { number: number; message_count: number }

const MAIL = `From: Ruth Adeyemi <ruth.adeyemi@marlow-surveying.example>
To: press@tideline.example
Subject: Fwd: Photographs for the article about surveyors
Date: ${new Date(Date.now() - 40 * 60_000).toUTCString()}
Message-ID: <photographs@marlow-surveying.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<table width="100%" bgcolor="#f4efe6"><tr><td style="padding:16px;font-family:Georgia,serif">
<h2 style="color:#1f4d4a">Photographs for the article</h2>
<p>Hello all,</p><p>the <b>three pictures</b> that you asked for are below; please name the photographer, <i>Olu Bassey</i>.</p>
<p><img src="https://pictures.marlow-surveying.example/theodolite.jpg" width="320" height="180" alt="A theodolite at dawn"></p>
<p>Regards,<br>Ruth</p></td></tr></table>
<blockquote type="cite"><p>On Monday the press desk of Tideline wrote:</p><p>Would you have a picture of your team in the field?</p></blockquote>
`
