import type { SettingsTexts } from '../../texts.ts'
import account from './account.ts'
import builder from './builder.ts'
import channels from './channels.ts'
import data from './data.ts'
import desk from './desk.ts'
import { flaws, pages, sections } from './frame.ts'
import hooks from './hooks.ts'
import imports from './imports.ts'
import intake from './intake.ts'
import interventions from './interventions.ts'
import mail from './mail.ts'
import members from './members.ts'
import outbox from './outbox.ts'
import rules from './rules.ts'
import safety from './safety.ts'
import sending from './sending.ts'
import service from './service.ts'
import signature from './signature.ts'
import slack from './slack.ts'
import status from './status.ts'
import templates from './templates.ts'
import webhooks from './webhooks.ts'

export default {
  sections,
  pages,
  flaws,
  account,
  builder,
  channels,
  data,
  desk,
  hooks,
  imports,
  intake,
  interventions,
  mail,
  members,
  outbox,
  rules,
  safety,
  sending,
  service,
  signature,
  slack,
  status,
  templates,
  webhooks,
} satisfies SettingsTexts
