"""A stand-in for the parts of AWS that publish a page: one S3 bucket, invalidations of CloudFront, and the token
service. Tests access it with the official AWS CLI."""

import hashlib
import http.server
import urllib.parse
from dataclasses import dataclass
from xml.sax.saxutils import escape

import support


@dataclass
class Object:
    body: bytes
    type: str
    cache: str

    def etag(self):
        return hashlib.md5(self.body).hexdigest()


class Aws:
    """The content of the bucket, and the requests in order."""

    def __init__(self, bucket):
        self.name = bucket
        self.bucket = {}
        self.calls = []

    def listing(self, query):
        prefix = query.get("prefix", [""])[0]
        entries = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>2026-11-01T00:00:00.000Z</LastModified>"
            f'<ETag>"{found.etag()}"</ETag><Size>{len(found.body)}</Size></Contents>'
            for key, found in sorted(self.bucket.items())
            if key.startswith(prefix)
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{entries}</ListBucketResult>"

    def serve(self):
        """Serves the stand-in on a loopback port. A context manager that yields its URL."""
        aws = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self, status, body="", **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                url = urllib.parse.urlsplit(self.path)
                query = urllib.parse.parse_qs(url.query)
                _, first, *rest = urllib.parse.unquote(url.path).split("/")
                key = "/".join(rest)
                if first != aws.name:
                    return self.other_service(url.path, body)
                aws.calls.append((self.command, key))
                if self.command == "PUT":
                    kept = Object(body, self.headers.get("Content-Type"), self.headers.get("Cache-Control"))
                    aws.bucket[key] = kept
                    return self.answer(200, ETag=f'"{kept.etag()}"')
                if self.command == "DELETE":
                    aws.bucket.pop(key, None)
                    return self.answer(204)
                if self.command == "GET" and "list-type" in query:
                    return self.answer(200, aws.listing(query), Content_Type="application/xml")
                return self.answer(501)

            def other_service(self, path, body):
                if path.endswith("/invalidation"):
                    aws.calls.append(("INVALIDATE", path.split("/")[-2]))
                    return self.answer(201, "<Invalidation><Id>I1</Id></Invalidation>", Content_Type="text/xml")
                form = urllib.parse.parse_qs(body.decode())
                aws.calls.append((form["Action"][0], form["RoleArn"][0], form["WebIdentityToken"][0]))
                keys = "".join(f"<{name}>x</{name}>" for name in ("AccessKeyId", "SecretAccessKey", "SessionToken"))
                answer = (
                    "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
                    f"{keys}<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
                    "</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
                )
                return self.answer(200, answer, Content_Type="text/xml")

            do_GET = do_PUT = do_DELETE = do_POST = handle_any

            def log_message(self, *_):
                pass

        return support.listening(Handler)

    @staticmethod
    def environment(address):
        """Returns the environment variables that make the AWS CLI use this server."""
        return {
            "AWS_ENDPOINT_URL": address,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
            "AWS_DEFAULT_REGION": "eu-central-1",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        }
