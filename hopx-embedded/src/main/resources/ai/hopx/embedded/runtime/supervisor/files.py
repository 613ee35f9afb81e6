class Files:
    def __init__(self, supervisor):
        pass
