import { type Command, Option } from 'commander'
import type { DeliveryFilter } from '../../core/deliveries/filter.ts'
import { listDeliveries } from '../../core/deliveries/list.ts'
import { replayDelivery, replayFailed } from '../../core/deliveries/replay.ts'
import { OperatorError } from '../../store/errors.ts'
import type { DeliveryChannel, DeliveryState } from '../../store/schema.ts'
import { type Answer, answering, change, findDesk, operator, withLodge } from '../command.ts'

const CHANNELS: DeliveryChannel[] = ['webhook', 'mail', 'slack']
const STATES: DeliveryState[] = ['pending', 'sending', 'sent', 'failed']
const SHOWN = 50

type Given = { desk: string; channel?: DeliveryChannel; lane?: string; target?: string }

export const addDeliveries = (program: Command): void => {
  const deliveries = program.command('deliveries').description('what left, leaves or failed to leave')
  answering(
    filtered(deliveries.command('list').description(`the newest ${SHOWN}`)).addOption(
      new Option('--state <state>', 'only those').choices(STATES),
    ),
    'deliveries list --desk acme --state failed',
    list,
  )
  answering(
    filtered(
      deliveries
        .command('replay')
        .description('send one again by its id, or all failed ones that the options find')
        .argument('[id]', 'a delivery'),
    ),
    'deliveries replay --desk acme --channel webhook',
    replay,
  )
}

const filtered = (command: Command): Command =>
  command
    .requiredOption('--desk <slug>', 'whose they are')
    .addOption(new Option('--channel <channel>', 'only those').choices(CHANNELS))
    .option('--lane <lane>', 'only those: an endpoint’s id, a mail server')
    .option('--target <part>', 'only those whose target has this in it')

const filterOf = ({ channel, lane, target }: Given): DeliveryFilter => ({ channel, lane, target })

const list = async ({ state, ...given }: Given & { state?: DeliveryState }): Promise<Answer> => {
  const page = await withLodge('deliveries list', async (lodge) => {
    const actor = operator(await findDesk(lodge, given.desk))
    return listDeliveries(lodge, actor, { limit: SHOWN, after: null }, { ...filterOf(given), state })
  })
  const lines = page.data.map((one) =>
    [one.id, one.state.padEnd(7), `${one.attempts}x`, one.event.type, one.target, one.reason ?? '']
      .join('  ')
      .trimEnd(),
  )
  return { json: page, text: lines.join('\n') || 'No deliveries.' }
}

const replay = async (id: string | undefined, given: Given): Promise<Answer> => {
  const { desk } = given
  const replayed = await withLodge('deliveries replay', async (lodge) =>
    change(lodge, await findDesk(lodge, desk), async (made) => {
      if (id === undefined) return replayFailed(made, filterOf(given))
      const one = await replayDelivery(made, id)
      if (one.ok) return { replayed: 1, more: false }
      throw new OperatorError(
        one.error.code === 'delivery_not_found'
          ? `The desk "${desk}" has no delivery ${id}.`
          : `Delivery ${id} is being sent at this moment.`,
      )
    }),
  )
  const more = replayed.more ? ' There are more: run it again.' : ''
  return { json: replayed, text: `Sent again: ${replayed.replayed}.${more}` }
}
