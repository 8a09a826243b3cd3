import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { withoutRemoteImages } from '../messages/remote-images.ts'
import type { Message } from '../tickets/ticket.ts'
import { toImageLink } from './image-links.ts'
import { readMailIntake } from './intake-settings.ts'

/** How the desk shows sanitised html of mails: images elsewhere are blocked, or fetched by us. */
export const imagesOfMail = async (lodge: Lodge, { deskId }: Actor): Promise<(html: string) => string> => {
  const { remote_images } = await readMailIntake(lodge.store.db, deskId)
  const linkOf =
    remote_images === 'proxy' ? (url: string) => toImageLink(lodge.secrets, { deskId, url, isAsked: false }) : null
  return (html) => withoutRemoteImages(html, linkOf)
}

/** Messages as they are shown: those that came by mail without images elsewhere. */
export const withImages = async <M extends Message>(lodge: Lodge, actor: Actor, messages: M[]): Promise<M[]> => {
  if (!messages.some(isHtmlMail)) return messages
  return showImages(await imagesOfMail(lodge, actor), messages)
}

/** One message as somebody asked to see it: we fetch its images for them, whatever the desk has for all mails. */
export const withAskedImages = <M extends Message>(lodge: Lodge, { deskId }: Actor, message: M): M => {
  const linkOf = (url: string) => toImageLink(lodge.secrets, { deskId, url, isAsked: true })
  const [shown = message] = showImages((html) => withoutRemoteImages(html, linkOf), [message])
  return shown
}

/** The same by what imagesOfMail() answered before: within a change there is no connection to ask by. */
export const showImages = <M extends Message>(shown: (html: string) => string, messages: M[]): M[] =>
  messages.map((message) => (isHtmlMail(message) ? { ...message, html: shown(message.html) } : message))

const isHtmlMail = <M extends Message>(message: M): message is M & { html: string } =>
  message.email !== undefined && message.html !== null
