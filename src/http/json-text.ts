import type { FastifyReply } from 'fastify'

/** An answer whose JSON is there already. What writes answers (schema/validate.ts) takes it as it is. */
export class JsonText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Answers with a JSON text as it is. Its schema is checked as every other's is, where answers are checked. */
export const sendJson = (reply: FastifyReply, text: string): void => {
  reply.send(new JsonText(text))
}
