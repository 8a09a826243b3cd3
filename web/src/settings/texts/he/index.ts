import type { SettingsTexts } from '../../texts.ts'
import builder from './builder.ts'
import channels from './channels.ts'
import desk from './desk.ts'
import { flaws, pages, sections } from './frame.ts'
import hooks from './hooks.ts'
import intake from './intake.ts'
import mail from './mail.ts'
import outbox from './outbox.ts'
import safety from './safety.ts'
import sending from './sending.ts'
import service from './service.ts'
import slack from './slack.ts'
import status from './status.ts'
import templates from './templates.ts'
import webhooks from './webhooks.ts'

export default {
  sections,
  pages,
  flaws,
  desk,
  builder,
  channels,
  webhooks,
  service,
  safety,
  templates,
  mail,
  sending,
  hooks,
  slack,
  outbox,
  intake,
  status,
} satisfies SettingsTexts
