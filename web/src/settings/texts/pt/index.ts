import type { SettingsTexts } from '../../texts.ts'
import channels from './channels.ts'
import desk from './desk.ts'
import { flaws, pages, sections } from './frame.ts'
import imports from './imports.ts'
import mail from './mail.ts'
import safety from './safety.ts'
import sending from './sending.ts'
import service from './service.ts'
import webhooks from './webhooks.ts'

export default {
  sections,
  pages,
  flaws,
  desk,
  channels,
  webhooks,
  service,
  safety,
  mail,
  sending,
  imports,
} satisfies SettingsTexts
