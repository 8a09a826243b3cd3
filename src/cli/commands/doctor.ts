import type { Command } from 'commander'
import type { Finding } from '../../core/diagnostics/finding.ts'
import { checkDataFolder, checkDisk, checkNode } from '../../core/diagnostics/machine.ts'
import { answering } from '../command.ts'
import { readConfig } from '../config.ts'
import { checkDatabase } from '../doctor/database.ts'
import { checkPort } from '../doctor/port.ts'
import { asLog, openLogger } from '../log.ts'

export const addDoctor = (program: Command): void => {
  answering(
    program.command('doctor').description('check what Lodge needs: exit 1 where something keeps it from running'),
    'doctor',
    async () => {
      const config = readConfig()
      const findings: Finding[] = [
        checkNode(),
        checkDataFolder(config.dataDir),
        checkDisk(config.dataDir),
        ...(await checkDatabase(config, asLog(openLogger(config)))),
        await checkPort(config),
      ]
      const failed = findings.some((finding) => finding.state === 'fail')
      const lines = findings.map(({ check, state, detail }) => `${state.padEnd(5)} ${check.padEnd(12)} ${detail}`)
      return { json: { ok: !failed, checks: findings }, text: lines.join('\n'), failed }
    },
  )
}
