import { z } from 'zod'
import type { OperationPart } from '../../openapi.ts'

export const attachmentAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string().describe('The sender’s, without path, control characters and marks that turn its direction.'),
    media_type: z.string().describe('Told by the bytes, not by the sender.'),
    size: z.int().min(0).describe('In bytes.'),
    sha256: z.string().describe('In hexadecimal digits.'),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Attachment' })

/** A form's file, or the bare bytes. */
export const uploadPart: OperationPart = {
  requestBody: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
      },
      'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
    },
  },
  parameters: [
    {
      name: 'Content-Disposition',
      in: 'header',
      description: 'The name of bare bytes (RFC 6266).',
      schema: { type: 'string' },
      example: "attachment; filename*=UTF-8''na%C3%AFve.txt",
    },
  ],
  responses: {
    '413': { $ref: '#/components/responses/Problem' },
    '507': { $ref: '#/components/responses/Problem' },
  },
}

const bytes = { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }

export const downloadPart: OperationPart = {
  parameters: [
    { name: 'Range', in: 'header', schema: { type: 'string' }, example: 'bytes=0-1023' },
    { name: 'If-None-Match', in: 'header', schema: { type: 'string' } },
  ],
  responses: {
    '200': { description: 'The bytes, under the type they were found to be.', ...bytes },
    '206': { description: 'The part of the bytes that was asked for.', ...bytes },
    '304': { description: 'The copy that the client has is right.' },
    '416': { $ref: '#/components/responses/Problem' },
  },
}

export const attachmentParams = z.strictObject({ id: z.string() })

export const uploadQuery = z.strictObject({
  name: z.string().max(1000).optional().describe('The file’s name, where no Content-Disposition header gives it.'),
})
