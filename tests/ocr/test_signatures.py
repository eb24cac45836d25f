"""Who signed, and when; odd files never raise."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pdfs import scan
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from ocr.signatures import PdfSignature, signatures

SIGNER = "Nguyễn Văn Thử"


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> signers.SimpleSigner:
    """A signer with a certificate of his own making."""
    folder = tmp_path_factory.mktemp("keys")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    loaded = signers.SimpleSigner.load(str(folder / "key.pem"), str(folder / "cert.pem"))
    assert loaded is not None
    return loaded


def sign(path: Path, out: Path, signer: signers.SimpleSigner, field: str) -> None:
    with path.open("rb") as source, out.open("wb") as target:
        writer = IncrementalPdfFileWriter(source)
        fields.append_signature_field(writer, fields.SigFieldSpec(field, box=(50, 50, 200, 100)))
        signers.sign_pdf(
            writer, signers.PdfSignatureMetadata(field_name=field), signer=signer, output=target
        )


def test_signed_file(tmp_path: Path, signer: signers.SimpleSigner) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    sign(scan(tmp_path / "plain.pdf"), one, signer, "ChuKy")
    sign(one, two, signer, "VanThu")
    found = signatures(two)
    assert [(s.signer, s.field) for s in found] == [(SIGNER, "ChuKy"), (SIGNER, "VanThu")]
    for signature in found:
        assert signature.time is not None
        age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(signature.time)
        assert abs(age) < dt.timedelta(minutes=5)


def with_field(path: Path, **value: pikepdf.Object) -> Path:
    with pikepdf.open(scan(path), allow_overwriting_input=True) as pdf:
        field = Dictionary(FT=Name.Sig, T=String("Sig1"))
        if value:
            field.V = Dictionary(**value)
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))
        pdf.save()
    return path


def test_broken_signature_counts_with_what_is_known(tmp_path: Path) -> None:
    path = with_field(
        tmp_path / "a.pdf",
        Contents=String("junk"),
        Name=String("Trần Thị Mẫu"),
        M=String("D:20230719154554+07'00'"),
    )
    expected = PdfSignature("Trần Thị Mẫu", "2023-07-19T15:45:54+07:00", "Sig1")
    assert signatures(path) == (expected,)


def test_field_that_waits_for_a_signature_is_none(tmp_path: Path) -> None:
    assert signatures(with_field(tmp_path / "a.pdf")) == ()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 junk", b"II*\0"])
def test_never_raises(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    assert signatures(path) == ()
    assert signatures(tmp_path / "not there") == ()
