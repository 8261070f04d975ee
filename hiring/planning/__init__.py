"""What a hire asks for before it begins: the hours of its process, the model of engagement, the cost, the weeks.

Every calculator is a pure module that takes its numbers as arguments and gives ranges, not points, with the steps that
led there.
"""
