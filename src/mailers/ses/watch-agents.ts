import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

export interface WatchedAgents {
  httpAgent: http.Agent;
  httpsAgent: https.Agent;
  /** Whether a connection was never made because of this fault, TLS included: no byte of a request went over it. */
  isOfConnecting(fault: unknown): boolean;
}

/**
 * Agents that remember the faults of connections while these are being made. A request fails with the very fault of its
 * socket, so nobody has to guess by words and codes how far it came.
 * @param connectingMs for the connection and TLS together.
 */
export function watchAgents(connections: number, connectingMs: number): WatchedAgents {
  const connecting = new Set<Duplex>();
  const faults = new WeakSet<Error>();

  const watch = (socket: Duplex, isReady: 'connect' | 'secureConnect') => {
    const note = (fault: Error) => void faults.add(fault);
    const timer = setTimeout(() => {
      socket.destroy(new Error(`no connection was made within ${connectingMs / 1000} seconds`));
    }, connectingMs);
    const done = () => {
      clearTimeout(timer);
      connecting.delete(socket);
      socket.off('error', note);
    };
    connecting.add(socket);
    socket.once('error', note).once(isReady, done).once('close', done);
  };
  const watched = <Agent extends http.Agent>(agent: Agent, isReady: 'connect' | 'secureConnect'): Agent => {
    const connect = agent.createConnection.bind(agent);
    const destroy = agent.destroy.bind(agent);
    return Object.assign(agent, {
      createConnection(...call: Parameters<typeof connect>) {
        const socket = connect(...call);
        if (socket) watch(socket, isReady);
        return socket;
      },
      destroy() {
        for (const socket of connecting) socket.destroy(new Error('the transport was closed'));
        destroy();
      },
    });
  };
  const options = { maxSockets: connections, keepAlive: true };
  return {
    httpAgent: watched(new http.Agent(options), 'connect'),
    httpsAgent: watched(new https.Agent(options), 'secureConnect'),
    isOfConnecting: (fault) => fault instanceof Error && faults.has(fault),
  };
}
