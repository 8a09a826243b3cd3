import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const repository = resolve(import.meta.dirname, '..')

/** Files of tests of their own, whose `npm test` is ours. */
const suite = (tests: Record<string, string>): string => {
  const dir = mkdtempSync(join(tmpdir(), 'lodge-run-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  symlinkSync(join(repository, 'node_modules'), join(dir, 'node_modules'))
  for (const [name, body] of Object.entries(tests)) {
    const imports = `import { existsSync, writeFileSync } from 'node:fs'\nimport { expect, test } from 'vitest'\n`
    writeFileSync(join(dir, `${name}.test.ts`), `${imports}test('${name}', () => { ${body} })\n`)
  }
  return dir
}

const runIn = async (dir: string, ...files: string[]): Promise<{ code: number | null; output: string }> => {
  const child = spawn(process.execPath, [join(repository, 'test/run.ts'), '--root', dir, ...files], {
    // Not as one of the tests that run this.
    env: { PATH: process.env.PATH, NO_COLOR: '1', CI: '1' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, output }
}

const times = (text: string, part: string): number => text.split(part).length - 1

test('what fails once passes and is named; what fails twice fails the run, and so does a worker that ends', async () => {
  const dir = suite({
    passes: 'expect(1).toBe(1)',
    once: `const mark = import.meta.filename + '.mark'; const is = existsSync(mark); writeFileSync(mark, ''); expect(is).toBe(true)`,
    fails: 'expect(1).toBe(2)',
    ends: `process.kill(process.pid, 'SIGKILL')`,
  })
  const mended = await runIn(dir, 'passes', 'once')
  expect(mended.output).toContain('FAILED FIRST, PASSED ALONE  once.test.ts')
  expect(mended.code).toBe(0)
  expect(times(mended.output, '✓ passes.test.ts (1 test')).toBe(1)

  const failed = await runIn(dir, 'passes', 'once', 'fails')
  expect(failed.code).toBe(1)
  expect(times(failed.output, '❯ fails.test.ts (1 test')).toBe(2)
  expect(times(failed.output, '✓ once.test.ts (1 test')).toBe(1)
  expect(failed.output).not.toContain('PASSED ALONE')

  const ended = await runIn(dir, 'passes', 'ends')
  expect(ended.code).toBe(1)
  expect(ended.output).toContain('Worker exited unexpectedly')
})
