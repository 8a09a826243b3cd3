import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Outbound } from '../../channels/outbound.ts'
import { mayShowInline, sniffMediaType } from '../../core/attachments/media-type.ts'
import type { Lodge } from '../../core/lodge.ts'
import { readImageLink } from '../../core/mail/image-links.ts'
import { readMailIntake } from '../../core/mail/intake-settings.ts'
import { notFound, Problem } from '../problem.ts'

const IMAGE_MAX = 5 * 1024 * 1024
const querystring = z.object({ of: z.string().max(4_000) })

/**
 * Images that mails name, fetched for their readers, where the desk has it so or somebody asked: the sender learns neither who reads nor from
 * where. Public as pages' images are; the link is the right. Only pictures, by their bytes, that a browser may show.
 */
export const mailImageRoutes =
  (lodge: Lodge, outbound: Outbound): FastifyPluginAsync =>
  async (plugin) => {
    plugin
      .withTypeProvider<ZodTypeProvider>()
      .get(
        '/mail/images',
        { config: { policy: 'public' }, schema: { querystring, hide: true } },
        async (request, reply) => {
          const link = readImageLink(lodge.secrets, request.query.of)
          const shows =
            link && (link.isAsked || (await readMailIntake(lodge.store.db, link.deskId)).remote_images === 'proxy')
          if (!shows) throw notFound('image')
          const { media, body } = await fetchImage(outbound, link.url)
          return reply
            .headers({
              'cache-control': 'private, max-age=86400, immutable',
              'content-type': media,
              'content-disposition': 'inline',
              'content-security-policy': "sandbox; default-src 'none'",
              'cross-origin-resource-policy': 'same-origin',
              'x-content-type-options': 'nosniff',
            })
            .send(body)
        },
      )
  }

const fetchImage = async (outbound: Outbound, url: string): Promise<{ media: string; body: Buffer }> => {
  const refused = (why: string) => new Problem(502, 'image_unavailable', `The image could not be fetched: ${why}`)
  const headers = { accept: 'image/webp, image/png, image/jpeg, image/gif' }
  const answer = await outbound.request({ method: 'GET', url, headers, maxBytes: IMAGE_MAX, redirects: 3 })
  // Its own words may name private addresses.
  if (!answer.ok) throw refused('its server cannot be reached.')
  if (answer.status !== 200) throw refused(`its server answered ${answer.status}.`)
  if (answer.truncated) throw refused(`it has more than ${IMAGE_MAX} bytes.`)
  const media = await sniffMediaType(answer.body)
  if (!media.startsWith('image/') || !mayShowInline(media)) throw refused('it is no PNG, JPEG, GIF or WebP.')
  return { media, body: answer.body }
}
