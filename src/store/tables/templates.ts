import type { ColumnType } from 'kysely'
import type { InterventionField, InterventionSettings } from '../../core/interventions/intervention.ts'
import type { Draft, Translations } from '../../core/templates/template.ts'
import type { DefaultJson, DefaultTimestamp, Json, Timestamp, WithDefault } from './columns.ts'
import type { BodyFormat } from './tickets.ts'

export type TemplateType = 'reply' | 'email' | 'notification' | 'intervention' | 'faq'

export type RunState = 'pending' | 'submitted' | 'confirmed'

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
    suppress_notification: WithDefault<boolean>
    category: WithDefault<string>
    subcategory: WithDefault<string>
    version: WithDefault<number>
    draft: ColumnType<Draft | null, string | null | undefined, string | null>
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    archived_at: Timestamp | null
  }
  template_version: {
    desk_id: string
    template_id: string
    version: number
    format: BodyFormat
    subject: string
    body: string
    translations: ColumnType<Translations, string, string>
    author: string
    created_at: Timestamp
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
    final_template_id: string | null
    steps: ColumnType<string[], string | undefined, string>
    settings: ColumnType<InterventionSettings, string | undefined, string>
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
    archived_at: Timestamp | null
  }
  intervention_epilog: {
    desk_id: string
    intervention_id: string
    url: string | null
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
    state: RunState
    answers: DefaultJson
    private_message_id: string | null
    public_message_id: string | null
    final_message_id: string | null
    remote: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>
    root_id: string | null
    step: number | null
    created_at: Timestamp
    submitted_at: Timestamp | null
    confirmed_at: Timestamp | null
  }
  intervention_token: {
    desk_id: string
    credential_id: string
    intervention_id: string
  }
}
