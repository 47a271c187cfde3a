/** The one thing that the store needs of a Redis client: to send a command. @module */

/** A part of a command: text (sent as UTF-8) or bytes. */
export type CommandPart = string | Buffer;

/**
 * Sends one command and gives its reply: bulk strings as bytes (`Buffer`), whole numbers as `number`, arrays as arrays, nothing as `null`;
 * an error reply rejects. `key` is the key that a cluster's client chooses the node by, `null` where any node will do; it counts for commands
 * that name no key, too. Commands for one key that are sent in one turn of the event loop have to reach the server in their order, by one
 * connection: `get` counts on it. That they go out together makes `putMany` fast.
 */
export interface RedisPort {
  send(command: readonly CommandPart[], key: string | null): Promise<unknown>;
}
