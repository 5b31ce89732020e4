# liangping: every command a developer needs. `make run` and `make test` set themselves up.
# The tags: X11 only (Chinese input methods do not work under GLFW's Wayland), and Fyne's own
# threading model (every widget call comes from the UI goroutine).
TAGS := -tags x11,migrated_fynedo
BIN  := bin/liangping

# What a bare Debian with Go and gcc lacks: headers for the window, a display and its tools for
# the tests that open a real window, and tools that read the PDFs back.
HEADERS := libgl1-mesa-dev xorg-dev
TESTING := xvfb openbox xdotool xclip imagemagick x11-utils libgl1-mesa-dri poppler-utils
MINGW   := gcc-mingw-w64-x86-64

# install asks apt only for what is missing, so that a machine that has everything needs no rights.
define install
@missing=""; for p in $(1); do \
  dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q '^install ok' || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then \
  echo "Installing:$$missing"; \
  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
  $$sudo apt-get update -q && \
  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -q -y --no-install-recommends $$missing || \
  { echo "These Debian packages are needed and could not be installed:$$missing"; exit 1; }; \
fi
endef

.PHONY: setup fonts build run test prove demo bench windows lint

setup: packages fonts

.PHONY: packages
packages:
	$(call install,$(HEADERS) $(TESTING))

fonts: packages
	@go run ./pdf/fonts/fetch

build: setup
	@mkdir -p bin/fonts
	go build $(TAGS) -o $(BIN) .
	@cp -u pdf/fonts/beside/* bin/fonts/

# Without a display there is no window to open: the sample campaign shows what the program does.
run: build
	@if [ -n "$$DISPLAY" ]; then exec $(BIN); \
	else echo "No display here: running the sample campaign instead; its papers go to demo/."; \
	  exec $(BIN) demo demo; fi

demo: build
	$(BIN) demo demo

test: setup
	go vet $(TAGS) ./...
	go test $(TAGS) -timeout 15m ./...

# The slow proofs (kills, power cuts, damage, random campaigns) at full size; make test runs a small size of each.
prove: setup
	LIANGPING_PROVE=1 go test $(TAGS) -timeout 6h -v -count 1 ./...

bench: setup
	go test $(TAGS) -run '^$$' -bench . -benchmem ./data/... ./pdf/... ./gui/...

lint: setup
	@files="$$(go tool gofumpt -l .)"; [ -z "$$files" ] || { echo "not gofumpt'ed:"; echo "$$files"; exit 1; }
	go vet $(TAGS) ./...
	go tool staticcheck $(TAGS) ./...

windows: fonts
	$(call install,$(MINGW))
	@mkdir -p bin/windows/fonts
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc \
	  go build $(TAGS) -ldflags "-H windowsgui -s -w" -o bin/windows/liangping.exe .
	@cp -u pdf/fonts/beside/* bin/windows/fonts/
