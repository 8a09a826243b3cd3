import { z } from 'zod'
import { FIELD_KINDS } from '../../../core/fields/field.ts'
import { name } from '../../schema/name.ts'
import { byPosition, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

const named = z.strictObject({ id: z.string(), name: z.string() })

export const field = z.strictObject({
  id: z.string(),
  key: z.string().meta({ description: 'As in a ticket’s `fields`.' }),
  label: z.string(),
  kind: z.enum(FIELD_KINDS),
  options: z.array(z.string()).meta({ description: 'The values of a select.' }),
  department: named.nullable().meta({ description: 'Null: of all departments’ tickets.' }),
  type: named.nullable().meta({ description: 'Null: of tickets of all types.' }),
  required: z.boolean().meta({ description: 'Members need a value before they resolve or close.' }),
  position: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
})

export const fieldPage = pageOf(field)
export const listQuery = z.strictObject(paging(byPosition))

const options = z
  .array(name(200))
  .max(200)
  .refine((given) => new Set(given).size === given.length, {
    error: 'must not have one twice',
    params: { code: 'duplicate' },
  })
const position = z.int().min(0).max(10_000)
const place = text(200, 1).nullable()

export const newField = z.strictObject({
  key: name(64),
  label: name(200),
  kind: z.enum(FIELD_KINDS),
  options: options.default([]),
  department: place.default(null).meta({ description: 'Id or name.' }),
  type: place.default(null).meta({ description: 'Id or name.' }),
  required: z.boolean().default(false),
  position: position.default(0),
})

export const fieldChanges = patchOf({
  label: name(200).optional(),
  options: options.optional(),
  department: place.optional(),
  type: place.optional(),
  required: z.boolean().optional(),
  position: position.optional(),
})
