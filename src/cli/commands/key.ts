import { type Command, InvalidArgumentError, Option } from 'commander'
import { createCredential } from '../../core/credentials/create.ts'
import { revokeCredential } from '../../core/credentials/revoke.ts'
import { defaultScopes, SCOPES, type Scope } from '../../core/credentials/scopes.ts'
import type { DeskId } from '../../core/ids.ts'
import { OperatorError } from '../../store/errors.ts'
import type { Store } from '../../store/open.ts'
import type { CredentialKind } from '../../store/schema.ts'
import { answering, change, findDesk, withLodge } from '../command.ts'

const KINDS: CredentialKind[] = ['token', 'widget', 'pair', 'tickiti']

type CreateOptions = {
  desk: string
  kind: CredentialKind
  name: string
  scopes?: Scope[]
  department?: string
  member?: string
}

export const addKey = (program: Command): void => {
  const key = program.command('key').description('credentials: what programs sign in with')
  answering(
    key
      .command('create')
      .description('make a credential; its secret is shown this once')
      .requiredOption('--desk <slug>', 'whose it is')
      .addOption(new Option('--kind <kind>', 'what it is for').choices(KINDS).makeOptionMandatory())
      .requiredOption('--name <name>', 'what people call it')
      .option(
        '--scopes <scopes>',
        `what it may do, separated by commas: ${SCOPES.join(', ')} (default: all of its kind)`,
        toScopes,
      )
      .option(
        '--department <department>',
        'id or name; for a pair, whose tickets it makes (default: the desk’s default)',
      )
      .option('--member <email>', 'whom it stands for; for a pair the default is the first owner'),
    'key create --desk acme --kind token --name "Our website" --scopes tickets:create,tickets:read',
    createKey,
  )
  answering(
    key
      .command('revoke')
      .description('end a credential for good')
      .argument('<id>', 'the id that `key create` answered')
      .requiredOption('--desk <slug>', 'whose it is'),
    'key revoke 42 --desk acme',
    async (id: string, { desk }: { desk: string }) => {
      const revoked = await withLodge('key revoke', async (lodge) =>
        change(lodge, await findDesk(lodge, desk), (made) => revokeCredential(made, id)),
      )
      if (!revoked.ok) throw new OperatorError(`The desk "${desk}" has no credential ${id}.`)
      return { json: { id, revoked: true }, text: `Revoked ${id}: nobody can sign in with it within a second.` }
    },
  )
}

const toScopes = (given: string): Scope[] =>
  given.split(',').map((name) => {
    const scope = SCOPES.find((known) => known === name.trim())
    if (!scope) throw new InvalidArgumentError(`There is no scope "${name.trim()}". There is: ${SCOPES.join(', ')}.`)
    return scope
  })

const createKey = (options: CreateOptions) =>
  withLodge('key create', async (lodge) => {
    const { store } = lodge
    const deskId = await findDesk(lodge, options.desk)
    const isPair = options.kind === 'pair'
    const department = options.department || isPair ? await departmentOf(store, deskId, options.department) : undefined
    const member = options.member || isPair ? await memberOf(store, deskId, options) : undefined
    const { id, secret } = await createCredential(store, {
      deskId,
      kind: options.kind,
      name: options.name,
      scopes: options.scopes ?? defaultScopes(options.kind),
      departmentId: department?.id ?? null,
      memberId: member?.id ?? null,
      expiresAt: null,
    })
    if (isPair && department && member) {
      const pair = { apiKey: department.guid, apiSecret: secret, userName: member.email }
      return {
        json: { id, kind: options.kind, ...pair },
        text: `Shown this once:\n\n  apiKey     ${pair.apiKey}\n  apiSecret  ${pair.apiSecret}\n  userName   ${pair.userName}\n\nIts id is ${id}.`,
      }
    }
    return {
      json: { id, kind: options.kind, secret },
      text: `Shown this once:\n\n  ${secret}\n\nIts id is ${id}.`,
    }
  })

const departmentOf = async (store: Store, deskId: DeskId, wanted: string | undefined) => {
  const all = await store.db
    .selectFrom('department')
    .select(['id', 'name', 'guid', 'is_default'])
    .where('desk_id', '=', deskId)
    .where('deleted_at', 'is', null)
    .execute()
  const found = all.find((department) =>
    wanted === undefined
      ? department.is_default
      : department.id === wanted || department.name.toLowerCase() === wanted.toLowerCase(),
  )
  if (found) return found
  throw new OperatorError(
    `There is no department "${wanted}". There is: ${all.map((department) => department.name).join(', ')}.`,
  )
}

const memberOf = async (store: Store, deskId: DeskId, { member: wanted, desk }: CreateOptions) => {
  const all = await store.db
    .selectFrom('member')
    .select(['id', 'email', 'role'])
    .where('desk_id', '=', deskId)
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute()
  const found = wanted
    ? all.find((member) => member.email === wanted.trim().toLowerCase())
    : all.find((member) => member.role === 'owner')
  if (found) return found
  throw new OperatorError(
    wanted
      ? `The desk "${desk}" has no member ${wanted}. Add one with \`lodge member add\`.`
      : `A pair signs in as a member, and the desk "${desk}" has no owner. Name a member with --member, or add one with \`lodge member add\`.`,
  )
}
