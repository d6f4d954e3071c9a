import type { Live } from "./protocol";

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5000;

interface Listeners {
  onEvent: (event: Live) => void;
  onOpen: () => void;
  onLost: () => void;
}

/** The socket of changes. It comes back by itself, waiting a little longer after each failure. */
export class LiveLink {
  private socket: WebSocket | null = null;
  private wait = FIRST_WAIT_MS;
  private timer = 0;
  private ended = false;

  constructor(
    private readonly address: string,
    private readonly listeners: Listeners,
  ) {}

  open(): void {
    if (this.ended) return;
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.onopen = () => {
      this.wait = FIRST_WAIT_MS;
      this.listeners.onOpen();
    };
    socket.onmessage = (event) => this.listeners.onEvent(JSON.parse(String(event.data)) as Live);
    socket.onclose = () => this.lost();
  }

  retryNow(): void {
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) return;
    window.clearTimeout(this.timer);
    this.open();
  }

  close(): void {
    this.ended = true;
    window.clearTimeout(this.timer);
    this.socket?.close();
  }

  private lost(): void {
    if (this.ended) return;
    this.listeners.onLost();
    this.timer = window.setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }
}
