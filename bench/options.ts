import { parseArgs } from 'node:util'

const WORKLOADS = [
  'start',
  'memory',
  'create',
  'create-one',
  'create-volume',
  'inbox',
  'search',
  'pages',
  'contracts',
  'deliveries',
  'mail',
  'mail-backlog',
] as const

type WorkloadName = (typeof WORKLOADS)[number]

/** What takes its time whatever the size: not for who wants to know within a minute. */
const LONG: readonly WorkloadName[] = ['pages', 'contracts', 'deliveries', 'mail', 'mail-backlog']

export type Options = {
  only: ReadonlySet<WorkloadName>
  json: boolean
  quick: boolean
  /** How many tickets the full desk has. */
  tickets: number
  /** How often each participant of a comparison has its turn, and for how long. */
  rounds: number
  seconds: number
}

const HELP = `npm run bench -- [options] [NAME ...]

Measures Lodge and, in the same run, the floors it stands on. Starts everything itself, in a folder that it removes.
Exit code 0 where every target is reached, else 1.

  --quick        under a minute: shorter rounds, a desk of 50,000 tickets where else there are 1,000,000, and without
                 ${LONG.join(', ')}, unless they are named
  NAME           these workloads alone: ${WORKLOADS.join(', ')}
  --json         print the result as one JSON object, and nothing else, on stdout
  --help         this

The result is also written to bench/results/<date>.json.`

/** What the command line asks for; a text is what to print instead (the help, or what is wrong). */
export const readOptions = (args: string[]): Options | { help: string } | { wrong: string } => {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    })
    if (values.help) return { help: HELP }
    const named = positionals
    const unknown = named.find((name) => !WORKLOADS.some((known) => known === name))
    if (unknown !== undefined)
      return { wrong: `There is no workload "${unknown}". There are: ${WORKLOADS.join(', ')}.` }
    const isMeant = (name: WorkloadName) =>
      named.length > 0 ? named.includes(name) : !(values.quick && LONG.includes(name))
    const only = new Set(WORKLOADS.filter(isMeant))
    const size = values.quick
      ? { tickets: 50_000, rounds: 2, seconds: 1 }
      : { tickets: 1_000_000, rounds: 5, seconds: 5 }
    return { only, json: values.json, quick: values.quick, ...size }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}
