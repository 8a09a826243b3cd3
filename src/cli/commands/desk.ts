import type { Command } from 'commander'
import { createDesk } from '../../core/desks/create.ts'
import { OperatorError } from '../../store/errors.ts'
import { answering, checkName, withLodge } from '../command.ts'

export const addDesk = (program: Command): void => {
  const desk = program.command('desk').description('desks: one is one organisation, apart from all others')
  answering(
    desk
      .command('create')
      .description('make a desk that can take tickets at once')
      .argument('<slug>', 'what it is reached at: <slug>.LODGE_DOMAIN')
      .requiredOption('--name <name>', 'what people call it'),
    'desk create acme --name "Acme Ltd"',
    async (slug: string, options: { name: string }) => {
      const name = checkName(options.name, 'a desk')
      const made = await withLodge('desk create', ({ store }) => createDesk(store, { slug, name }))
      if (!made.ok) throw new OperatorError(SAYS[made.error.code](slug))
      return { json: made.value, text: `Made the desk ${made.value.slug} (${made.value.id}).` }
    },
  )
}

const SAYS = {
  invalid_slug: (slug: string) =>
    `"${slug}" cannot be a slug: 1 to 63 of a-z, 0-9 and hyphens are allowed, with no hyphen first or last.`,
  slug_taken: (slug: string) => `There is a desk "${slug}" already. Choose another slug.`,
}
