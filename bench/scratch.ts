import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A run's folder and processes: whatever it makes is gone when it ends, however it ends. */
export type Scratch = {
  dir: string
  /** Has a process ended with the run, where it has not before. Its end is asked for politely and waited for. */
  adopt: (child: ChildProcess) => void
  /** Has something else ended at the run's very end, when nobody can wait any more. */
  onKill: (kill: () => void) => void
  close: () => Promise<void>
}

export const openScratch = (): Scratch => {
  const dir = mkdtempSync(join(tmpdir(), 'lodge-bench-'))
  const children: ChildProcess[] = []
  const kills: (() => void)[] = []
  const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null
  process.once('exit', () => {
    for (const child of children) if (isRunning(child)) child.kill('SIGKILL')
    for (const kill of kills) kill()
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  return {
    dir,
    adopt: (child) => {
      children.push(child)
    },
    onKill: (kill) => {
      kills.push(kill)
    },
    close: async () => {
      await Promise.all(
        children.filter(isRunning).map((child) => {
          const ended = new Promise((done) => child.once('exit', done))
          child.kill('SIGTERM')
          return ended
        }),
      )
    },
  }
}

/** Runs a file of the bench in a process of its own, hands it `input` and answers what it prints, both as JSON. */
export const runChild = <Output>(scratch: Scratch, file: string, input: object): Promise<Output> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, file)], { stdio: ['pipe', 'pipe', 'inherit'] })
    scratch.adopt(child)
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
    })
    child.once('error', fail)
    child.once('close', (code) => {
      if (code === 0)
        done(JSON.parse(output) as Output) // the child's last line is written for this caller
      else fail(new Error(`${file} ended with ${code}`))
    })
    child.stdin.end(JSON.stringify(input))
  })

/** Starts a server of the bench's own and answers its address once it has printed it. */
export const startServer = (scratch: Scratch, file: string): Promise<{ url: string; pid: number }> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, file)], { stdio: ['ignore', 'pipe', 'inherit'] })
    scratch.adopt(child)
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`${file} ended with ${code}`)))
    child.stdout.once('data', (chunk: Buffer) => done({ url: chunk.toString('utf8').trim(), pid: child.pid ?? 0 }))
  })
