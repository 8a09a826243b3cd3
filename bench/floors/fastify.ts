import fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { serializerCompiler, validatorCompiler } from '../../src/http/schema/validate.ts'
import { newTicketBody } from '../../src/http/v1/tickets/schemas.ts'
import { madeUp } from './answer.ts'

/** Fastify with the schema, validator and serializer of the real route, and no database behind it. */
const app = fastify().withTypeProvider<ZodTypeProvider>()
app.setValidatorCompiler(validatorCompiler)
app.setSerializerCompiler(serializerCompiler(false))
app.post('/v1/tickets', { schema: { body: newTicketBody } }, async (request, reply) => {
  reply.code(201)
  return madeUp(request.body)
})
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
