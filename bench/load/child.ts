/** What a process of the bench was asked for, on its stdin. */
export const readInput = async <Input>(): Promise<Input> => {
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  return JSON.parse(text) as Input // written by scratch.ts's runChild for this very file
}
