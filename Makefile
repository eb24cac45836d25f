# make demo   installs what is missing, then digitises the sample dispatches
# make test   the same set-up, then all tests
# Nothing has to be done before either; Python 3.11 or newer, pip and make are enough.

PYTHON ?= python3
BIN := .venv/bin
DEMO := out/demo
STAMP := .venv/.installed

.PHONY: demo test lint bench samples system clean

demo: $(STAMP)
	@echo "Digitising samples/documents / Đang số hoá các văn bản mẫu ..."
	$(BIN)/congvan digitize samples/documents --out $(DEMO) --force
	$(BIN)/congvan repair samples/documents/bao-cao.garbled.txt > $(DEMO)/bao-cao.repaired.txt
	@echo
	@echo "Results / Kết quả: $(abspath $(DEMO))"
	@echo "  *.pdf   searchable PDF/A of each dispatch / PDF/A tìm kiếm được"
	@echo "  *.txt   its repaired text / văn bản đã sửa"
	@echo "  *.json  its record / hồ sơ dữ liệu"
	@echo "  bao-cao.repaired.txt  what became of samples/documents/bao-cao.garbled.txt"
	@echo "What they should say / Bản đúng để so: samples/documents/*.truth.txt, *.truth.json"

test: $(STAMP)
	$(BIN)/python -m pytest -n logical --dist worksteal

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy samples/make.py

# Beside OCRmyPDF, plain Tesseract and pyvi; writes benchmarks/RESULTS.md in forty minutes.
bench: $(STAMP)
	$(BIN)/python benchmarks/speed.py

samples: $(STAMP)
	$(BIN)/python samples/make.py

system:
	@PYTHON="$(PYTHON)" sh .ci/system

# Debian parts ensurepip from Python; a venv without pip is filled by the pip that is there.
$(BIN)/python: | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 3; }
	@echo "Making .venv / Đang tạo .venv ..."
	@{ if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv .venv; \
	else $(PYTHON) -m venv --without-pip .venv && \
	    $(PYTHON) -m pip -q --python $(BIN)/python install pip; fi; } || { rm -rf .venv; exit 1; }

# Again only when the project's requirements changed. Compiled here, as pip does with what it
# copies: where Python may not write beside its modules, each start would compile them anew.
$(STAMP): pyproject.toml constraints.txt $(BIN)/python | system
	@echo "Installing Python packages / Đang cài các gói Python ..."
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	@$(BIN)/python -m compileall -q congvan dictionaries ocr postprocess
	@touch $@

clean:
	rm -rf .venv out .pytest_cache .mypy_cache .ruff_cache
