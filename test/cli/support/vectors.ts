/** A secret and an API key of nobody. */
export const SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f001234567";
export const API_KEY = "d6ec59c7-e299-4b1a-9f63-2f1d5a7c8e90";
/** When everything here was signed. */
export const T = 1773022948436;

/** As Khipu writes it: slashes escaped, letters as UTF-8. */
export const BODY = String.raw`{"payment_id":"gqzdy6chjne9","receiver_id":990939,"subject":"Té","amount":"5900.0000","currency":"CLP","receipt_url":"https:\/\/receipts.example.com\/1.pdf"}`;

/** Made with openssl over `BODY` and `SECRET`, in the way that each name says. */
export const SIGNATURES = {
  right: "YiExIX1AXlrW4rgC9gMpkWDXz9ErYq8hgF+X4TQGSoI=",
  hex: "622131217d405e5ad6e2b802f603299160d7cfd12b62af21805f97e134064a82",
  base64OfHex:
    "NjIyMTMxMjE3ZDQwNWU1YWQ2ZTJiODAyZjYwMzI5OTE2MGQ3Y2ZkMTJiNjJhZjIxODA1Zjk3ZTEzNDA2NGE4Mg==",
  withoutTime: "Jx81sMo1Tj3Asz6ft8t4dkDAhkGbruelG3QgOfgqHQE=",
  withoutDot: "HVK7+rxTs8u8KjTKVhaEPpJi4E+P5+dL6sqgDEdT9xo=",
  timeLast: "GmJdBGFzQjEV6pJG6G3u+X30WD3uJzG/bNK4prOcPYA=",
  inSeconds: "Ksyd93D6WQcHvXyTJyugJZ92ZZsOpWussK/tjciY/XI=",
  byApiKey: "ZzZHtp236wFROVWBMKdWdFEqhPnYGcplvZXQDe6Hc3M=",
  byPublishedSecret: "LYEtlz9JXjf6qzD3DDjQNmYU5HFI6ADbmWgmSP7wt1I=",
  bySecretWithLineBreak: "sH0QiEG4nepXXB5sqmQFnEapTaRFKIX/D3D0BCZNT5A=",
  byDecodedSecret: "59kU2a9RRRReOX7x9krFpPAq2t+u27CBMFbI71/cc9w=",
  sha1: "J7GkWwMAfM8DdpAqj1AfakWVuMY=",
  ofBodyWithLineBreak: "jEdcaWH1kdeDtbf5HpCOuRe+F2sgcco98CYN0CvtHiQ=",
  /** Of `{\n "payment_id": "gqzdy6chjne9"\n}`, and of the same with CRLF. */
  ofLines: "siCShnTlHigo6muT6kGUq2J+hlKNbuJQ+1wBHCt7xF0=",
  ofCrlfLines: "c3ysZG3rV2ONFQ57+cZXpdeeFpLj+PAgg5yrqAlx+Ko=",
  ofHello: "T5QI3Qw83jZ1Rf+lB/HRXnKeGkpJBYseco+b2z3761Q=",
  /** Of a subscription's callback. */
  ofCallback: "0B4C6ImRwRFDWITuypBPMMJo3NXPISK/K8xcCXVteog=",
} as const;

export const CALLBACK =
  '{"subscription_id":"13a0f1aa-5e47-4894-aa8b-282dd19593ec","status":"enabled"}';

/** A header as Khipu writes it. */
export const header = (signature: string): string => `t=${T},s=${signature}`;
export const HEADER = header(SIGNATURES.right);
