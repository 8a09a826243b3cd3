import type { Command } from 'commander'
import { type Verified, verifyAudit } from '../../core/audit/verify.ts'
import type { Lodge } from '../../core/lodge.ts'
import { type Answer, answering, findDesk, withLodge } from '../command.ts'

type Given = { desk?: string }

export const addAudit = (program: Command): void => {
  const audit = program.command('audit').description('who did what to a desk')
  answering(
    audit
      .command('verify')
      .description('check that no entry of the audit log was changed, removed or inserted')
      .option('--desk <slug>', 'of this desk only'),
    'audit verify --desk acme',
    verify,
  )
}

const verify = async ({ desk }: Given): Promise<Answer> => {
  const desks = await withLodge('audit verify', async (lodge) => {
    const verified: (Verified & { desk: string })[] = []
    for (const { id, slug } of await desksOf(lodge, desk)) {
      verified.push({ desk: slug, ...(await verifyAudit(lodge, id)) })
    }
    return verified
  })
  const failed = desks.some(({ broken }) => broken !== null)
  return { json: { ok: !failed, desks }, text: desks.map(sayOf).join('\n') || 'There is no desk yet.', failed }
}

const desksOf = async (lodge: Lodge, slug: string | undefined): Promise<{ id: string; slug: string }[]> => {
  if (slug !== undefined) return [{ id: await findDesk(lodge, slug), slug }]
  return lodge.store.db.selectFrom('desk').select(['desk_id as id', 'slug']).orderBy('slug').execute()
}

const sayOf = ({ desk, entries, head, broken }: Verified & { desk: string }): string =>
  broken
    ? `${desk}: entry ${broken.seq} was ${broken.problem}; the ${entries} before it are as they were.`
    : `${desk}: all ${entries} entries are as they were. The last one’s hash is ${head}.`
