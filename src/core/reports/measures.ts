import { KINDS } from '../sla/policy.ts'

/** How long something may have taken, in seconds, by the name its count has. */
export const BANDS = { '15m': 900, '1h': 3_600, '4h': 14_400, '8h': 28_800, '1d': 86_400, '3d': 259_200 } as const
export type Band = keyof typeof BANDS
export const BAND_NAMES = ['15m', '1h', '4h', '8h', '1d', '3d'] as const satisfies Band[]

const COUNTS = ['created', 'received', 'replied', 'resolved', 'reopened', 'first_replies'] as const

/** The columns of report_volume that are added up. */
export const VOLUME_MEASURES: string[] = [
  ...COUNTS,
  ...['first_reply', 'resolution'].flatMap((kind) => [
    `${kind}_seconds`,
    ...BAND_NAMES.map((band) => `${kind}_${band}`),
  ]),
]

export const AGENT_MEASURES = ['assigned', 'replied', 'noted', 'resolved'] as const

export const SOURCE_MEASURES = ['created', 'received', 'replied', 'resolved', 'reopened'] as const

export const SCORES = [1, 2, 3, 4, 5] as const

/** The columns of report_outcome that are added up. */
export const OUTCOME_MEASURES: string[] = [
  ...['entered', 'departed', 'agent_replies', 'ai_replies'],
  ...SCORES.map((score) => `rated_${score}`),
  ...KINDS.flatMap((kind) => [`${kind}_met`, `${kind}_breached`]),
]
