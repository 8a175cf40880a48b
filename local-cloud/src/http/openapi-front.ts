import busboy from 'busboy';
import protobuf from 'protobufjs';
import { CloudError } from '../kernel/errors';
import type { Exchange } from './exchange';
import { openapiFrom } from './invocation';
import type { Services } from './services';
import { verifySignature } from './signature';

const { root } = protobuf.parse(
  `syntax = "proto2";
  message KeyValuePair {
    optional string key = 1; optional bytes value = 2;
    optional string contenttype = 3; optional string filename = 4;
  }
  message OpenApiData { repeated KeyValuePair pairs = 1; }
  message CommApiData {
    optional int32 apiType = 1; optional OpenApiData openapiData = 2;
    optional string appid = 6;
  }
  message CommOpenApiResp {
    optional bytes respData = 1; optional string contentType = 2;
    optional int32 errorCode = 3; optional uint32 httpCode = 4;
    optional int32 svrkitErrorCode = 6;
  }`,
  { keepCase: true }
);
const ApiData = root.lookupType('CommApiData');
const ApiReply = root.lookupType('CommOpenApiResp');

interface Pair {
  key: string;
  value: Uint8Array;
  contenttype?: string;
}

/** `cloud.openapi.*` of wx-server-sdk: protobuf inside a form. */
export async function answerOpenapi(
  services: Services,
  exchange: Exchange
): Promise<void> {
  const fields = await readForm(exchange);
  verifySignature(exchange, fields);
  const action = String(fields.action);
  if (action !== 'wx.openApi') {
    throw new CloudError('INVALID_PARAM', `${action} is not supported`);
  }
  const api = String(fields.apiName);
  const from = openapiFrom(services, fields);
  await services.faults.enter(`wx.openApi ${api}`, null);
  const reply = await services.wechat.openapi(api, paramsOf(fields), from);
  const [contentType, respData] =
    'json' in reply
      ? ['application/json', Buffer.from(JSON.stringify(reply.json))]
      : [reply.contentType, reply.body];
  const message = ApiReply.create({
    respData,
    contentType,
    errorCode: 0,
    httpCode: 200,
  });
  // JSON here would mean an error of the cloud itself.
  exchange.response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
  });
  exchange.response.end(ApiReply.encode(message).finish());
}

function paramsOf(fields: Record<string, unknown>): Record<string, unknown> {
  const data = fields.requestData;
  if (!Buffer.isBuffer(data)) {
    throw new CloudError('INVALID_PARAM', 'requestData is missing');
  }
  const decoded = ApiData.toObject(ApiData.decode(data)) as {
    openapiData?: { pairs?: Pair[] };
  };
  const pairs = decoded.openapiData?.pairs ?? [];
  return Object.fromEntries(pairs.map((pair) => [pair.key, valueOf(pair)]));
}

function valueOf({ value, contenttype }: Pair): unknown {
  const bytes = Buffer.from(value);
  if (contenttype) return { contentType: contenttype, value: bytes };
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return bytes.toString('utf8');
  }
}

/** Text fields as strings, files as bytes. */
function readForm({
  request,
  body,
}: Exchange): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, unknown> = {};
    const form = busboy({ headers: request.headers });
    form.on('field', (name, value) => {
      fields[name] = name === 'requestData' ? Buffer.from(value) : value;
    });
    form.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        fields[name] = Buffer.concat(chunks);
      });
    });
    form.on('error', reject);
    form.on('close', () => resolve(fields));
    form.end(body);
  });
}
