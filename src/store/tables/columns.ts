import type { ColumnType, Generated } from 'kysely'

/** A column the database fills where the insert leaves it out. */
export type WithDefault<T> = Generated<T>
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type DefaultTimestamp = ColumnType<Date, Date | string | undefined, Date | string>
/** jsonb: read as parsed, written as JSON text. */
export type Json = ColumnType<Record<string, unknown>, string, string>
export type DefaultJson = ColumnType<Record<string, unknown>, string | undefined, string>
