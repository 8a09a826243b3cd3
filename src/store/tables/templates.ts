import type { ColumnType } from 'kysely'
import type { InterventionField, InterventionSettings } from '../../core/interventions/intervention.ts'
import type { Translations } from '../../core/templates/template.ts'
import type { DefaultTimestamp, Json, Timestamp, WithDefault } from './columns.ts'
import type { BodyFormat } from './tickets.ts'

export type TemplateType = 'reply' | 'intervention'

/** Texts with placeholders, and what uses them. */
export type TemplateTables = {
  template: {
    desk_id: string
    id: string
    type: TemplateType
    identifier: string
    name: string
    format: BodyFormat
    subject: string
    body: string
    translations: ColumnType<Translations, string | undefined, string>
    department_id: string | null
    enabled: WithDefault<boolean>
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    archived_at: Timestamp | null
  }
  intervention: {
    desk_id: string
    id: string
    name: string
    title: string
    enabled: WithDefault<boolean>
    fields: ColumnType<InterventionField[], string | undefined, string>
    private_template_id: string | null
    public_template_id: string | null
    settings: ColumnType<InterventionSettings, string | undefined, string>
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    archived_at: Timestamp | null
  }
  intervention_epilog: {
    desk_id: string
    intervention_id: string
    url: string
    timeout_seconds: number
    secret: Buffer
    created_at: Timestamp
  }
  intervention_run: {
    desk_id: string
    id: string
    intervention_id: string
    ticket_id: string
    uid: string | null
    data: Json
    private_message_id: string | null
    public_message_id: string | null
    created_at: Timestamp
  }
}
