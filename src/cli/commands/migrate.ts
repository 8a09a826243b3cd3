import type { Command } from 'commander'
import { connect } from '../../store/connect.ts'
import { migrate } from '../../store/migrate.ts'
import { answering } from '../command.ts'
import { readConfig } from '../config.ts'
import { asLog, openLogger } from '../log.ts'

export const addMigrate = (program: Command): void => {
  answering(
    program.command('migrate').description('bring the database’s schema up to date; a server does so when it starts'),
    'migrate',
    async () => {
      const config = readConfig()
      const log = asLog(openLogger(config))
      const { pool, close } = await connect({ ...config, command: 'migrate', log })
      try {
        const applied = await migrate(pool)
        return {
          json: { applied },
          text: applied.length > 0 ? `Applied: ${applied.join(', ')}.` : 'The schema is up to date.',
        }
      } finally {
        await close()
      }
    },
  )
}
