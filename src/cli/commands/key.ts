import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Change } from '../../core/change.ts'
import { type IssueError, issueCredential } from '../../core/credentials/issue.ts'
import { revokeCredential } from '../../core/credentials/revoke.ts'
import { SCOPES, type Scope } from '../../core/credentials/scopes.ts'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { type Ability, grantFor, isAbility } from '../../dialects/tickiti/abilities.ts'
import { OperatorError } from '../../store/errors.ts'
import type { CredentialKind } from '../../store/schema.ts'
import { type Answer, answering, change, checkName, findDesk, withLodge } from '../command.ts'

const KINDS: CredentialKind[] = ['token', 'widget', 'pair', 'tickiti']

type CreateOptions = {
  desk: string
  kind: CredentialKind
  name: string
  scopes?: (Ability | Scope)[]
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
        `what it may do, separated by commas: ${SCOPES.join(', ')}; a tickiti's also by Tickiti’s abilities (default: all of its kind)`,
        toNames,
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

const toNames = (given: string): (Ability | Scope)[] =>
  given.split(',').map((text) => {
    const name = text.trim()
    if (isAbility(name)) return name
    const scope = SCOPES.find((known) => known === name)
    if (!scope) throw new InvalidArgumentError(`There is no scope "${name}". There is: ${SCOPES.join(', ')}.`)
    return scope
  })

/** A Tickiti token's are named as its own pages name them, too: one of those may be several of ours. */
const toGrant = (
  names: (Ability | Scope)[],
  kind: CredentialKind,
): { scopes: Scope[]; abilities?: Ability[] | null } => {
  const own = SCOPES.filter((scope) => names.includes(scope))
  const theirs = names.find((name) => !SCOPES.some((scope) => scope === name))
  if (kind === 'tickiti') return grantFor(names)
  if (theirs === undefined) return { scopes: own }
  throw new OperatorError(`${theirs} is an ability of a tickiti key, and no scope. There is: ${SCOPES.join(', ')}.`)
}

const createKey = async (options: CreateOptions): Promise<Answer> => {
  const { kind } = options
  const name = checkName(options.name, 'a credential')
  const granted = options.scopes === undefined ? { scopes: null } : toGrant(options.scopes, kind)
  const issued = await withLodge('key create', async (lodge) => {
    const deskId = await findDesk(lodge, options.desk)
    const desk = await lodge.desks.fresh(deskId)
    const isPair = kind === 'pair'
    const made = await change(lodge, deskId, async (change) =>
      issueCredential(change, {
        kind,
        name,
        ...granted,
        department: options.department ?? (isPair ? desk.defaultDepartment.id : null),
        member: options.member ?? (isPair ? await firstOwner(change) : null),
        expiresAt: null,
      }),
    )
    if (!made.ok) throw new OperatorError(await explain(lodge, deskId, options, made.error))
    return made.value
  })
  const { secret, pair } = issued
  const { id } = issued.credential
  if (!pair) return { json: { id, kind, secret }, text: `Shown this once:\n\n  ${secret}\n\nIts id is ${id}.` }
  const lines = [`  apiKey     ${pair.apiKey}`, `  apiSecret  ${secret}`, `  userName   ${pair.userName}`]
  return {
    json: { id, kind, apiKey: pair.apiKey, apiSecret: secret, userName: pair.userName },
    text: `Shown this once:\n\n${lines.join('\n')}\n\nIts id is ${id}.`,
  }
}

const firstOwner = async ({ tx, actor }: Change): Promise<string | null> => {
  const owner = await tx
    .selectFrom('member')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return owner?.id ?? null
}

const explain = async (lodge: Lodge, deskId: DeskId, options: CreateOptions, error: IssueError): Promise<string> => {
  switch (error.code) {
    case 'scope_not_of_kind':
      return `A ${options.kind} cannot have all of these scopes. It can have: ${error.allowed.join(', ')}.`
    case 'scope_not_of_role':
      return `${options.member} is ${error.role}, whose credentials cannot have ${error.scope}. They can have: ${error.allowed.join(', ')}.`
    case 'department_not_found':
      return `There is no department "${options.department}". There is: ${await departmentNames(lodge, deskId)}.`
    case 'member_not_found':
      return `The desk "${options.desk}" has no member ${options.member}. Add one with \`lodge member add\`.`
    case 'pair_incomplete':
      return `A pair signs in as a member, and the desk "${options.desk}" has no owner. Name a member with --member, or add one with \`lodge member add\`.`
    default:
      return `The credential was refused: ${error.code}.`
  }
}

const departmentNames = async ({ store }: Lodge, deskId: DeskId): Promise<string> => {
  const all = await store.db
    .selectFrom('department')
    .select('name')
    .where('desk_id', '=', deskId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  return all.map(({ name }) => name).join(', ')
}
