import type { SettingsTexts } from '../../texts.ts'
import account from './account.ts'
import channels from './channels.ts'
import data from './data.ts'
import desk from './desk.ts'
import { flaws, pages, sections } from './frame.ts'
import mail from './mail.ts'
import members from './members.ts'
import safety from './safety.ts'
import sending from './sending.ts'
import service from './service.ts'
import webhooks from './webhooks.ts'

export default {
  sections,
  pages,
  flaws,
  account,
  members,
  data,
  desk,
  channels,
  webhooks,
  service,
  safety,
  mail,
  sending,
} satisfies SettingsTexts
