import type { Lodge } from '../../core/lodge.ts'
import type { DueDelivery, LoggedEvent } from '../channel.ts'

/** How a vendor's receivers are told of events. What is in no format of a vendor's goes by Standard Webhooks. */
export type VendorFormat = {
  /** Whether the vendor has a word for what happened. */
  tells: (event: LoggedEvent) => boolean
  /** The body, as JSON: the same words at each attempt, but for links that end. */
  bodyOf: (lodge: Lodge, delivery: DueDelivery) => Promise<string>
  /** What the receiver knows its sender by. `at` is this attempt's time. */
  headersOf: (secret: string, at: Date, body: string) => Record<string, string>
  /** How long a receiver has for the whole of its answer, in milliseconds; `attempt` counts from 1. */
  timeoutMs: (attempt: number) => number
}

export type VendorFormats = { glassix?: VendorFormat }
